package dev.leaktriage.cli;

import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/**
 * An option or a parameter of a command, and what was given for it.
 *
 * <p>It is declared in code: for annotations a JVM makes a class of each kind of annotation and one for each kind of
 * field, which no archive holds and which took 70 ms of processor time of every start.
 *
 * @param <T> of what type its value is
 */
final class Argument<T> {
    private final ArgSpec spec;

    private Argument(ArgSpec spec) {
        this.spec = spec;
    }

    /** An option that is given or not. */
    static Option<Boolean> flag(String... names) {
        return new Option<>(OptionSpec.builder(names).type(boolean.class).initialValue(false));
    }

    /** An option with one value; without a default it is null where it is not given. */
    static <T> Option<T> option(Class<T> type, String label, String... names) {
        return new Option<>(OptionSpec.builder(names).type(type).paramLabel(label));
    }

    /** An option that may be given again; it has no values where it is not given. */
    static <T> Option<List<T>> options(Class<T> type, String label, String... names) {
        return new Option<>(OptionSpec.builder(names)
                .type(List.class)
                .auxiliaryTypes(type)
                .paramLabel(label)
                .initialValue(List.of()));
    }

    /** The parameter with that index, which must be given. */
    static <T> Argument<T> parameter(int index, Class<T> type, String label, String... description) {
        return new Argument<>(PositionalParamSpec.builder()
                .index(Integer.toString(index))
                .type(type)
                .paramLabel(label)
                .required(true)
                .description(description)
                .build());
    }

    /** The parameter with that index; it is null where it is not given. */
    static <T> Argument<T> optionalParameter(int index, Class<T> type, String label, String... description) {
        return new Argument<>(PositionalParamSpec.builder()
                .index(Integer.toString(index))
                .arity("0..1")
                .type(type)
                .paramLabel(label)
                .description(description)
                .build());
    }

    /** All parameters, at least so many. */
    static Argument<List<String>> parameters(int atLeast, String label, String... description) {
        return new Argument<>(PositionalParamSpec.builder()
                .arity(atLeast + "..*")
                .type(List.class)
                .auxiliaryTypes(String.class)
                .paramLabel(label)
                .required(atLeast > 0)
                .initialValue(List.of())
                .description(description)
                .build());
    }

    /** Adds arguments to a command, in the order in which its help shows them. */
    static void add(CommandSpec command, Argument<?>... arguments) {
        add(command, List.of(arguments));
    }

    /** Adds arguments that several commands have. */
    static void add(CommandSpec command, List<Argument<?>> arguments) {
        arguments.forEach(argument -> command.add(argument.spec));
    }

    /** What was given, or the default. */
    T get() {
        return spec.getValue();
    }

    /** What was given, or the default, if there is either. */
    Optional<T> given() {
        return Optional.ofNullable(get());
    }

    /**
     * An option that is being declared.
     *
     * @param <T> of what type its value is
     */
    static final class Option<T> {
        private final OptionSpec.Builder spec;

        private Option(OptionSpec.Builder spec) {
            this.spec = spec;
        }

        /** Takes its value for several where this stands between them. */
        Option<T> split(String between) {
            spec.splitRegex(between);
            return this;
        }

        /** Takes this where it is not given. */
        Option<T> byDefault(String value) {
            spec.defaultValue(value);
            return this;
        }

        /** Demands that it is given. */
        Option<T> required() {
            spec.required(true);
            return this;
        }

        /** The argument, with what its command's help says of it. */
        Argument<T> says(String... description) {
            return new Argument<>(spec.description(description).build());
        }
    }
}
