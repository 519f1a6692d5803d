package dev.leaktriage.model;

/**
 * What the names of a frame say.
 *
 * @param mangled true if the function is a mangled name
 * @param function as {@link Symbols#functionName}
 * @param qualified as {@link Symbols#qualifiedName}
 * @param askedOperation the operation of {@code ttnn} itself that it is; empty if it is none
 * @param deviceOperation the device operation that it names; empty if it names none
 * @param digest of {@link Symbols#normalised}
 */
record FrameNames(
        boolean mangled,
        String function,
        String qualified,
        String askedOperation,
        String deviceOperation,
        long digest) {
    static FrameNames of(Frame frame) {
        String symbol = frame.symbol();
        String bare = Symbols.bare(symbol);
        String function = Symbols.functionIn(bare);
        String qualified = Symbols.qualified(function);
        return new FrameNames(
                MangledName.isMangled(function),
                function,
                qualified,
                Symbols.askedOperation(symbol, qualified),
                Symbols.deviceOperation(symbol, qualified),
                SiteDigest.of(Symbols.normalised(frame, bare)));
    }
}
