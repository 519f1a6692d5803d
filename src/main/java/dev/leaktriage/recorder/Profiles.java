package dev.leaktriage.recorder;

import dev.leaktriage.device.BankLayout;
import dev.leaktriage.device.BankProfile;
import dev.leaktriage.model.Memory;
import dev.leaktriage.model.NearestWord;
import dev.leaktriage.runtime.DeviceProfile;
import dev.leaktriage.runtime.MeshShape;
import dev.leaktriage.runtime.SystemBuffer;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Device profiles: those that come with the program, and those in files of their own. */
public final class Profiles {
    /** The names of the profiles that come with the program. */
    public static final List<String> SHIPPED = List.of("n150", "n300", "t3k", "galaxy", "p150b");

    /** A profile as its file writes it; addresses are text, so that they can be hexadecimal. */
    private record ProfileText(
            String name,
            String arch,
            String shape,
            BankText dram,
            BankText l1,
            long granularityBytes,
            List<SystemBuffer> systemBuffers) {
        ProfileText {
            name = Keys.required("name", name);
            arch = Keys.required("arch", arch);
            shape = Keys.required("shape", shape);
            dram = Keys.required("dram", dram);
            l1 = Keys.required("l1", l1);
            systemBuffers = Keys.listOrEmpty(systemBuffers);
        }

        DeviceProfile profile() {
            return new DeviceProfile(
                    name,
                    arch,
                    MeshShape.parse(shape),
                    dram.layout(Memory.DRAM, granularityBytes),
                    l1.layout(Memory.L1, granularityBytes),
                    systemBuffers);
        }
    }

    private record BankText(int banks, String baseAddress, String topAddress, long pageAlignmentBytes) {
        BankText {
            baseAddress = Keys.required("base_address", baseAddress);
            topAddress = Keys.required("top_address", topAddress);
        }

        BankLayout layout(Memory memory, long granularityBytes) {
            return new BankLayout(
                    memory,
                    banks,
                    address("base_address", baseAddress),
                    address("top_address", topAddress),
                    pageAlignmentBytes,
                    granularityBytes);
        }
    }

    private Profiles() {}

    private static long address(String key, String text) {
        try {
            return Long.decode(text);
        } catch (NumberFormatException notANumber) {
            throw new IllegalArgumentException(
                    "\"" + key + "\" is '" + text + "', expected an address such as 0x20", notANumber);
        }
    }

    /**
     * A profile that comes with the program.
     *
     * @throws WorkloadException if there is none of that name
     */
    public static DeviceProfile shipped(String name) {
        if (!SHIPPED.contains(name)) {
            throw new WorkloadException("unknown profile '" + name + "'" + NearestWord.hint(name, SHIPPED)
                    + " (shipped are " + String.join(", ", SHIPPED)
                    + "; another one is named by its file, which ends in .json)");
        }
        try (InputStream text = BankProfile.file(name)) {
            return parse("profile " + name, new String(text.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /**
     * A profile in a file of its own.
     *
     * @throws IOException if the file cannot be read
     * @throws WorkloadException if it holds no profile
     */
    public static DeviceProfile read(Path file) throws IOException {
        return parse(file.toString(), Files.readString(file));
    }

    private static DeviceProfile parse(String source, String text) {
        try {
            return Json.read(source, text, ProfileText.class).profile();
        } catch (IllegalArgumentException impossible) {
            throw new WorkloadException(source + ": error: " + impossible.getMessage(), impossible);
        }
    }
}
