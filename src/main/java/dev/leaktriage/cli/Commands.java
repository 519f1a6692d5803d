package dev.leaktriage.cli;

import java.util.List;
import java.util.function.Supplier;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;

/** The list of commands, and which of them a start has to know in full: reading all their options takes a while. */
final class Commands {
    private static final String FILE_OF_ARGUMENTS = "@";
    private static final String COMPLETION = "generate-completion";

    private final List<Entry> entries;

    /** All commands; a new one gets its line here. */
    Commands(Console console, Pipeline pipeline) {
        entries = List.of(
                new Entry("analyze", AnalyzeCommand.class, () -> new AnalyzeCommand(console, pipeline)),
                new Entry("diff", DiffCommand.class, () -> new DiffCommand(console, pipeline)),
                new Entry(
                        "baseline", BaselineCommand.class, () -> new BaselineCommand(console, pipeline).commandLine()),
                new Entry("batch", BatchCommand.class, () -> new BatchCommand(console)),
                new Entry("merge", MergeCommand.class, () -> new MergeCommand(console)),
                new Entry("explain", ExplainCommand.class, () -> new ExplainCommand(console, pipeline)),
                new Entry("export", ExportCommand.class, () -> new ExportCommand(console)),
                new Entry("record", RecordCommand.class, () -> new RecordCommand(console)),
                new Entry(
                        "rules",
                        RulesCommand.class,
                        () -> new CommandLine(new RulesCommand(console)).addSubcommand(new RulesCheckCommand(console))),
                new Entry(COMPLETION, CompletionCommand.class, () -> new CompletionCommand(console)));
    }

    /** All of them, in full. */
    CommandLine all() {
        CommandLine root = new CommandLine(new RootCommand());
        entries.forEach(
                entry -> root.addSubcommand(entry.name(), entry.command().get()));
        return root;
    }

    /** As many as these arguments need for the same outcome as {@link #all}. */
    CommandLine neededFor(List<String> arguments) {
        if (arguments.stream().anyMatch(argument -> argument.startsWith(FILE_OF_ARGUMENTS))
                || arguments.contains(COMPLETION)) {
            return all();
        }
        CommandLine root = new CommandLine(new RootCommand());
        List<Entry> first = entries.stream()
                .filter(entry -> arguments.indexOf(entry.name()) == 0)
                .toList();
        for (Entry entry : first.isEmpty() ? entries : first) {
            boolean named = arguments.contains(entry.name());
            root.addSubcommand(entry.name(), named ? entry.command().get() : entry.title());
        }
        return root;
    }

    /**
     * One command.
     *
     * @param name as the annotation says, which takes longer to ask
     * @param type the annotated class
     * @param command makes an object of it, or a command line with those below it
     */
    private record Entry(String name, Class<?> type, Supplier<Object> command) {
        /** What the program's help and its errors say of a command that is not asked for. */
        CommandSpec title() {
            CommandSpec title = CommandSpec.create().name(name);
            title.usageMessage().header(type.getAnnotation(Command.class).header());
            return title;
        }
    }
}
