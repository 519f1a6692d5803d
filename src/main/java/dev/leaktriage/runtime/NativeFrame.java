package dev.leaktriage.runtime;

/**
 * One function of TT-Metal.
 *
 * @param shortSymbol its abbreviated name; empty if short stacks leave it out
 * @param fullSymbol its name with C++ arguments; empty if full stacks leave it out
 * @param library the shared object that it comes from
 */
record NativeFrame(String shortSymbol, String fullSymbol, String library) {
    static final String METAL = "/opt/tt-metal/build/lib/libtt_metal.so";
    static final String TTNN = "/opt/tt-metal/build/lib/_ttnncpp.so";

    static NativeFrame metal(String shortSymbol, String fullSymbol) {
        return new NativeFrame(shortSymbol, fullSymbol, METAL);
    }

    static NativeFrame ttnn(String shortSymbol, String fullSymbol) {
        return new NativeFrame(shortSymbol, fullSymbol, TTNN);
    }

    String symbol(StackStyle style) {
        return switch (style) {
            case SHORT -> shortSymbol;
            case FULL -> fullSymbol;
            case NONE -> "";
        };
    }
}
