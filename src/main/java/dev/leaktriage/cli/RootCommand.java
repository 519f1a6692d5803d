package dev.leaktriage.cli;

import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;

/** What stands before a command's name. */
final class RootCommand implements Runnable {
    private final CommandSpec spec = Declared.command(this).name("leaktriage");

    /** The program as it is typed; commands that are added to it inherit the options that all have. */
    CommandSpec spec() {
        spec.versionProvider(new Version());
        spec.usageMessage()
                .synopsisSubcommandLabel("COMMAND")
                .description(
                        "Tells leaked device buffers from cached ones in the allocation logs of TT-Metal programs.",
                        "",
                        "Every buffer that is live at the end of a run gets one verdict (program-cache, view, system, trace,"
                                + " leak or unresolved), a confidence, and the lines of the log that it rests on.%n")
                .commandListHeading("%nCommands:%n")
                .footerHeading("%nExamples:%n")
                .footer(
                        "  leaktriage analyze run.log",
                        "      What is live at the end of a run, and why.",
                        "  leaktriage analyze --fail-on leak run.log",
                        "      For CI: exit with 3 if anything leaked.",
                        "  leaktriage diff before.log after.log",
                        "      What changed from one run to another.",
                        "  leaktriage baseline check leaks.baseline run.log",
                        "      For CI: exit with 3 if it leaks more than was agreed.",
                        "  leaktriage batch --reports results/ logs/ ci-logs.zip",
                        "      Many logs at once: which leak, and which sites leak in all of them.",
                        "  leaktriage export --to pprof -o run.pb.gz run.log",
                        "      The same run for another tool.",
                        "  leaktriage explain run.log 0x3ffff800",
                        "      The life of one address.",
                        "  leaktriage record samples/workloads/mesh-add-matmul.json -o run.log",
                        "      Make a log without an accelerator.",
                        "  leaktriage analyze --help",
                        "      More about one command, with examples.",
                        "",
                        "Exit codes:",
                        "  0  done",
                        "  1  an input cannot be read, or the program failed",
                        "  2  usage",
                        "  3  a gate failed (--fail-on, --budget, baseline check)",
                        "  4  the log is damaged (--require-intact)");
        return spec.addOption(OptionSpec.builder("-h", "--help")
                        .usageHelp(true)
                        .scopeType(ScopeType.INHERIT)
                        .description("Show this help and exit.")
                        .build())
                .addOption(OptionSpec.builder("-V", "--version")
                        .versionHelp(true)
                        .description("Show the version and exit.")
                        .build())
                .addOption(OptionSpec.builder(Errors.DEBUG_OPTION)
                        .hidden(true)
                        .scopeType(ScopeType.INHERIT)
                        .description("Show a stack trace with every error.")
                        .build());
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "no command given");
    }
}
