package dev.leaktriage.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leaktriage.log.Source;
import dev.leaktriage.model.Analysis;
import dev.leaktriage.model.PostMortem;
import dev.leaktriage.model.PostMortem.Cause;
import dev.leaktriage.model.Shortage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Requests that failed on real machines, with what is publicly known of each. */
final class ShortageExcerptsTest {
    private static final String PLAIN = "Out of Memory: Not enough space to allocate %d B %s buffer across %d banks,"
            + " where each bank needs to store %d B";
    private static final String BANK = ", but bank size is only %d B";
    private static final String FIGURES =
            ", but bank size is %d B (allocated: %d B, free: %d B, largest free block: %d B)";

    private static PostMortem only(String text) throws IOException {
        ByteArrayInputStream bytes = new ByteArrayInputStream((text + "\n").getBytes(StandardCharsets.UTF_8));
        Analysis analysis = Analyzer.analyze(List.of(Source.of("job.log", bytes)), AnalysisOptions.ALL);
        assertThat(analysis.postMortems()).hasSize(1);
        return analysis.postMortems().get(0);
    }

    private static String asked(long size, String memory, long banks, long needed) {
        return String.format(Locale.ROOT, PLAIN, size, memory, banks, needed);
    }

    /** The page is the known one, or one that fits as well and says that the known one does. */
    private static void checkPage(PostMortem told, long known) {
        PostMortem.Page page = told.page().orElseThrow();
        assertThat(page.bytes() == known || page.because().contains(String.format(Locale.ROOT, "%,d B", known)))
                .as("%s for %d B", page, known)
                .isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "12288,      DRAM, 12,  2048,      2048",
        "24576,      DRAM, 12,  2048,      2048",
        "22528,      DRAM, 8,   4096,      2048",
        "2097152,    L1,   110, 20480,     2048",
        "117440512,  DRAM, 12,  9787392,   2048",
        "58720256,   DRAM, 12,  4894720,   2048",
        "1050673152, DRAM, 12,  87556096,  2048",
        "1073741824, DRAM, 12,  89479168,  2048",
        "1244659712, DRAM, 12,  103723008, 2048",
        "536870912,  DRAM, 12,  44740608,  2048",
        "5805965312, DRAM, 12,  483831808, 2048",
        "1835008000, DRAM, 12,  152918016, 2048",
        "41295872,   DRAM, 12,  3442688,   2048",
        "148897792,  DRAM, 8,   18612224,  2048",
        "499122176,  DRAM, 12,  41594240,  1088",
        "146575360,  DRAM, 12,  12214976,  1088",
        "71999488,   DRAM, 12,  6000320,   1088",
        "3294625792, DRAM, 12,  274686208, 402176",
        "117440512,  DRAM, 12,  9805824,   28672",
        "32768,      L1,   1,   32768,     2048",
        "53477376,   L1,   64,  835584,    2048"
    })
    void ofALineWithoutFiguresThePageIsKnownAndTheCauseIsNot(
            long size, String memory, long banks, long needed, long page) throws IOException {
        PostMortem told = only(asked(size, memory, banks, needed));

        Shortage.Request request = told.shortage().request();
        assertThat(List.of(request.sizeBytes(), request.banks(), request.neededPerBankBytes()))
                .containsExactly(size, banks, needed);
        assertThat(request.memory().label()).isEqualTo(memory);
        checkPage(told, page);
        assertThat(told.cause()).isEqualTo(Cause.UNKNOWN);
        assertThat(told.causeBecause()).isEqualTo("the line does not say how much was free");
    }

    /** The bank would have been large enough when empty, so its size alone tells nothing. */
    @ParameterizedTest
    @CsvSource({
        "117440512, 9787392,  1046181792, 2048",
        "499122176, 41594240, 881300448,  1088",
        "117440512, 9805824,  1073741792, 28672"
    })
    void theSizeOfABankAloneDoesNotTellTheCause(long size, long needed, long bank, long page) throws IOException {
        PostMortem told = only("2025-10-23 04:15:50.252 | critical |          Always | "
                + asked(size, "DRAM", 12, needed) + String.format(Locale.ROOT, BANK, bank) + " (assert.hpp:103)");

        assertThat(told.shortage().stated().bankBytes()).isEqualTo(bank);
        checkPage(told, page);
        assertThat(told.cause()).isEqualTo(Cause.UNKNOWN);
    }

    @ParameterizedTest
    @CsvSource({
        "3294625792, DRAM, 12, 274686208, 1071821792, 286974112, 216504544, fragmentation, 402176",
        "58720256,   DRAM, 12, 4894720,   1071821792, 183397344, 3382944,   fragmentation, 2048",
        "1050673152, DRAM, 12, 87556096,  1071821792, 129800224, 34201600,  fragmentation, 2048",
        "55444480,   L1,   70, 792064,    1393472,    469696,    373824,    exhaustion,    1088"
    })
    void theAllocatorsFiguresTellExhaustionFromFragmentation(
            long size,
            String memory,
            long banks,
            long needed,
            long bank,
            long free,
            long largest,
            String cause,
            long page)
            throws IOException {
        PostMortem told = only("TT_FATAL: " + asked(size, memory, banks, needed)
                + String.format(Locale.ROOT, FIGURES, bank, bank - free, free, largest) + " (assert.hpp:104)");

        assertThat(told.shortage().stated()).isEqualTo(new Shortage.Statistics(bank, bank - free, free, largest));
        assertThat(told.cause().label()).isEqualTo(cause);
        assertThat(told.causeBecause()).contains(String.format(Locale.ROOT, "%,d B of each bank were free", free));
        checkPage(told, page);
    }

    /** 1.5 MiB are all the L1 that a core has, of which the runtime keeps a part. */
    @Test
    void whatFitsIntoNoBankOfAnyDeviceIsExhaustion() throws IOException {
        PostMortem told = only(asked(100663296, "L1", 64, 1572864));

        assertThat(told.cause()).isEqualTo(Cause.EXHAUSTION);
        assertThat(told.causeBecause()).isEqualTo("no known device has a bank of more than 1,467,200 B");
        checkPage(told, 2048);
    }

    @Test
    void aTemplateWithItsArgumentsBehindItIsALineLikeAnyOther() throws IOException {
        PostMortem told = only("Out of Memory: Not enough space to allocate {} B {} buffer across {} banks, where each"
                + " bank needs to store {} B\n148897792\nDRAM\n8\n18612224");

        assertThat(told.shortage().request().neededPerBankBytes()).isEqualTo(18612224);
        checkPage(told, 2048);
    }

    @Test
    void twoLinesThatAreOneAndSayTheSameAreOneRequest() throws IOException {
        String said = "Always | FATAL    | " + asked(536870912, "DRAM", 12, 44740608);

        assertThat(only(said + "                 " + said).shortage().request().sizeBytes())
                .isEqualTo(536870912);
    }

    @Test
    void aMessageThatATerminalBrokeIntoLinesIsWhole() throws IOException {
        PostMortem told = only("Out of Memory: Not enough space to allocate 55444480 B L1 buffer across 70 banks,\n"
                + "where each bank needs to store 792064 B, but bank size is 1393472 B\n"
                + "(allocated: 923776 B, free: 469696 B, largest free block: 373824 B)");

        assertThat(told.cause()).isEqualTo(Cause.EXHAUSTION);
    }

    @ParameterizedTest
    @CsvSource({"77, '[(x=0,y=0) - (x=7,y=7)]', 974336, 1089536", "4711, '[0-0 - 7-7]', 104448, 107936"})
    void circularBuffersThatReachABufferClash(int program, String cores, long buffer, long end) throws IOException {
        PostMortem told =
                only("TT_THROW: Statically allocated circular buffers in program " + program + " clash with L1 buffers"
                        + " on core range " + cores + ". L1 buffer allocated at " + buffer
                        + " and static circular buffer region ends at " + end);

        assertThat(told.cause()).isEqualTo(Cause.CLASH);
        assertThat(told.causeBecause())
                .isEqualTo("circular buffers reach up to 0x" + Long.toHexString(end)
                        + " in the L1 of each core, and a buffer lies at 0x" + Long.toHexString(buffer));
        assertThat(told.circular().orElseThrow().endAddress()).isEqualTo(end);
        assertThat(told.circular().orElseThrow().count()).isZero();
    }

    @Test
    void circularBuffersThatNeedMoreThanACoreHasAreExhaustion() throws IOException {
        PostMortem told = only("Statically allocated circular buffers on core range [(x=0,y=0) - (x=7,y=7)] grow to"
                + " 2358240 B which is beyond max L1 size of 1499136 B");

        assertThat(told.cause()).isEqualTo(Cause.EXHAUSTION);
        assertThat(told.causeBecause()).isEqualTo("a whole bank has 1,499,136 B");
        assertThat(told.shortage().request().neededPerBankBytes()).isEqualTo(2358240);
    }

    @ParameterizedTest
    @CsvSource({
        "'Out of Memory: Cannot allocate at an address below 749728. Allocation at 483328'",
        "'Out of Memory: Cannot allocate at an address below {}. Tried to allocate at {}\n749728\n483328'"
    })
    void whatWouldLieTooLowIsToldWithBothAddresses(String line) throws IOException {
        PostMortem told = only(line.replace("\\n", "\n"));

        assertThat(told.cause()).isEqualTo(Cause.UNKNOWN);
        assertThat(told.causeBecause()).isEqualTo("it would have lain at 0x76000, and nothing may lie below 0xb70a0");
    }

    @Test
    void theBuffersInTheWayOfCircularBuffersAreNamedWithWhatTheyAreAndHowTheyGo() throws IOException {
        PostMortem told = only("""
                DEBUG: Tracking buffer at 0xede00 size=1048576 device=0 type=L1 page_size=2048 banks=64 pid=7 seq=1
                DEBUG: Tracking buffer at 0x100000 size=524288 device=0 type=L1 page_size=65536 banks=8 pid=7 seq=2
                DEBUG: Tracking buffer at 0x120000 size=524288 device=0 type=L1 page_size=65536 banks=8 pid=7 seq=3
                Statically allocated circular buffers in program 77 clash with L1 buffers on core range [0-0 - 7-7]. \
                L1 buffer allocated at 974336 and static circular buffer region ends at 1089536""");

        PostMortem.CircularRegion region = told.circular().orElseThrow();
        assertThat(region.inTheWay()).extracting(PostMortem.Released::address).containsExactly(0xede00L, 0x100000L);
        // The one is spread over all cores, the other over eight.
        assertThat(region.inTheWay())
                .extracting(PostMortem.Released::perBankBytes)
                .containsExactly(16384L, 65536L);
        assertThat(region.freedBy()).isEqualTo("deallocating them before the program runs");
        assertThat(told.differences()).isEmpty();
    }

    @Test
    void aBufferThatOnlyTheLineKnowsIsADifference() throws IOException {
        PostMortem told = only("DEBUG: Tracking buffer at 0x120000 size=2048 device=0 type=L1 pid=7 seq=1\n"
                + "Statically allocated circular buffers in program 77 clash with L1 buffers on core range"
                + " [0-0 - 7-7]. L1 buffer allocated at 974336 and static circular buffer region ends at 1089536");

        assertThat(told.differences())
                .containsExactly("the line names a buffer at 0xede00, of which the log has no record");
    }

    /** The allocator of L1 counts as free what circular buffers take. */
    @Test
    void liveCircularBuffersAreToldBesideABankOfL1() throws IOException {
        PostMortem told =
                only("DEBUG: Tracking buffer at 0x19cc0 size=6553600 device=0 type=CB page_size=102400 banks=64"
                        + " pid=7 seq=1\nDEBUG: Tracking buffer at 0x30000 size=2048 device=0 type=L1 pid=7 seq=2\n"
                        + asked(55444480, "L1", 70, 792064));

        PostMortem.CircularRegion region = told.circular().orElseThrow();
        assertThat(region.endAddress()).isEqualTo(0x19cc0 + 102400);
        assertThat(region.because()).isEqualTo("allocated at job.log:1");
        assertThat(region.inTheWay()).extracting(PostMortem.Released::address).containsExactly(0x30000L);
        assertThat(told.shortage().heldHandles()).isEqualTo(1);
    }

    @Test
    void aBufferOfL1ThatDoesNotSayOverHowManyCoresItIsSpreadIsEstimated() throws IOException {
        String request = "\n" + asked(55444480, "L1", 70, 792064);
        String buffer = "DEBUG: Tracking buffer at 0x130000 size=524288 device=0 type=L1 page_size=65536 pid=7 seq=1";

        assertThat(only(buffer + request).shortage().estimatedHandles()).isEqualTo(1);
        assertThat(only(buffer + " banks=8" + request).shortage().estimatedHandles())
                .isZero();
    }

    @Test
    void aBlockThatWouldHaveDoneLeavesTheCauseOpen() throws IOException {
        PostMortem told = only("Out of Memory: Not enough space after considering dependencies to allocate 2048 B L1"
                + " across 64 banks (32 B per bank), bank size is 1393472 B (allocated: 923776 B, free: 469696 B,"
                + " largest free block: 373824 B)");

        assertThat(told.cause()).isEqualTo(Cause.UNKNOWN);
        assertThat(told.causeBecause()).contains("a free block of 373,824 B would have been large enough");
        assertThat(told.page()).isPresent();
    }
}
