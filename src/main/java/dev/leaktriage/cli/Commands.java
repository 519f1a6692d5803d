package dev.leaktriage.cli;

import java.util.List;
import java.util.function.Supplier;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;

/** The list of commands, and which of them a start has to know in full: reading all their options takes a while. */
final class Commands {
    private static final String FILE_OF_ARGUMENTS = "@";

    private final List<Entry> entries;

    /** All commands; a new one gets its line here. */
    Commands(Console console, Pipeline pipeline) {
        entries = List.of(
                new Entry(AnalyzeCommand.class, () -> new AnalyzeCommand(console, pipeline)),
                new Entry(DiffCommand.class, () -> new DiffCommand(console, pipeline)),
                new Entry(BaselineCommand.class, () -> new BaselineCommand(console, pipeline).commandLine()),
                new Entry(BatchCommand.class, () -> new BatchCommand(console)),
                new Entry(MergeCommand.class, () -> new MergeCommand(console)),
                new Entry(ExplainCommand.class, () -> new ExplainCommand(console, pipeline)),
                new Entry(ExportCommand.class, () -> new ExportCommand(console)),
                new Entry(RecordCommand.class, () -> new RecordCommand(console)),
                new Entry(
                        RulesCommand.class,
                        () -> new CommandLine(new RulesCommand(console)).addSubcommand(new RulesCheckCommand(console))),
                new Entry(CompletionCommand.class, () -> new CompletionCommand(console)));
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
                || arguments.contains(nameOf(CompletionCommand.class))) {
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

    private static String nameOf(Class<?> type) {
        return type.getAnnotation(Command.class).name();
    }

    /**
     * One command.
     *
     * @param type the annotated class
     * @param command makes an object of it, or a command line with those below it
     */
    private record Entry(Class<?> type, Supplier<Object> command) {
        String name() {
            return nameOf(type);
        }

        /** What the program's help and its errors say of a command that is not asked for. */
        CommandSpec title() {
            CommandSpec title = CommandSpec.create().name(name());
            title.usageMessage().header(type.getAnnotation(Command.class).header());
            return title;
        }
    }
}
