package dev.leaktriage.ledger;

/** How numbers stand in messages. */
final class Text {
    private Text() {}

    static String hex(long address) {
        return "0x" + Long.toHexString(address);
    }
}
