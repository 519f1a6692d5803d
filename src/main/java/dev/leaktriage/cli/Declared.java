package dev.leaktriage.cli;

import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.IFactory;
import picocli.CommandLine.Model.CommandSpec;

/**
 * Makes commands that are declared in code.
 *
 * <p>picocli's own factory asks for a class of Groovy, for which a JVM opens the jar and reads the list of its files.
 */
final class Declared implements IFactory {
    private static final IFactory FACTORY = new Declared();

    private Declared() {}

    /** A command without arguments; it runs that object, if it can be run or called. */
    static CommandSpec command(Object run) {
        return CommandSpec.wrapWithoutInspection(run, FACTORY);
    }

    /** A command that others can be added to. */
    static CommandLine line(CommandSpec command) {
        return new CommandLine(command, FACTORY);
    }

    /** Makes the list of the values of an argument; nothing else is left to picocli. */
    @Override
    public <K> K create(Class<K> type) {
        if (type != List.class) {
            throw new IllegalStateException("nothing declares that a " + type.getName() + " be made");
        }
        return type.cast(new ArrayList<>());
    }
}
