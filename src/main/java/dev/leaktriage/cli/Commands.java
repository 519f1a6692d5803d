package dev.leaktriage.cli;

import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

/** The list of commands, and which of them a start has to know in full: declaring all their options takes a while. */
final class Commands {
    private static final String FILE_OF_ARGUMENTS = "@";
    private static final String COMPLETION = "generate-completion";

    private static final Set<String> ANALYSING = Set.of("analyze", "baseline", "batch", "diff", "explain", "export");

    private final List<Entry> entries;

    /** All commands; a new one gets its line here. */
    Commands(Console console, Pipeline pipeline) {
        entries = List.of(
                new Entry("analyze", AnalyzeCommand.HEADER, () -> new AnalyzeCommand(console, pipeline).spec()),
                new Entry("diff", DiffCommand.HEADER, () -> new DiffCommand(console, pipeline).spec()),
                new Entry("baseline", BaselineCommand.HEADER, () -> new BaselineCommand(console, pipeline).spec()),
                new Entry("batch", BatchCommand.HEADER, () -> new BatchCommand(console).spec()),
                new Entry("merge", MergeCommand.HEADER, () -> new MergeCommand(console).spec()),
                new Entry("explain", ExplainCommand.HEADER, () -> new ExplainCommand(console, pipeline).spec()),
                new Entry("export", ExportCommand.HEADER, () -> new ExportCommand(console).spec()),
                new Entry("record", RecordCommand.HEADER, () -> new RecordCommand(console).spec()),
                new Entry("rules", RulesCommand.HEADER, () -> new RulesCommand(console).spec()),
                new Entry(COMPLETION, CompletionCommand.HEADER, () -> new CompletionCommand(console).spec()));
    }

    /** True if it is likely that these arguments lead to an analysis. */
    static boolean willAnalyze(List<String> arguments) {
        return arguments.size() > 1
                && ANALYSING.contains(arguments.get(0))
                && !arguments.contains("--help")
                && !arguments.contains("-h");
    }

    /** All of them, in full. */
    CommandLine all() {
        CommandLine root = Declared.line(new RootCommand().spec());
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
        CommandLine root = Declared.line(new RootCommand().spec());
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
     * @param header what the program's help says of it
     * @param command makes all of it
     */
    private record Entry(String name, String header, Supplier<CommandSpec> command) {
        /** What the program's help and its errors say of a command that is not asked for. */
        CommandSpec title() {
            CommandSpec title = Declared.command(null);
            title.usageMessage().header(header);
            return title;
        }
    }
}
