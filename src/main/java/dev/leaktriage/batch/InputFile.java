package dev.leaktriage.batch;

import java.nio.file.Path;

/**
 * A file that holds logs.
 *
 * @param name what it is called in results, with {@code /} between folders; the same wherever the program is started
 * @param bytes its size when it was found, for progress only
 * @param named true if it was named itself, false if it was found in a folder
 */
public record InputFile(Path path, String name, long bytes, boolean named) {}
