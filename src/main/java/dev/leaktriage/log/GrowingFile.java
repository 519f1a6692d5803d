package dev.leaktriage.log;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Objects;

/**
 * Reads a file that another program writes, and waits at its end.
 *
 * <p>A file that is renamed or deleted is read on as long as its writer has it open. Where another file takes its place
 * or bytes that were read are cut off, the text ends and says so: lines of two files would be told apart by nothing.
 */
final class GrowingFile extends InputStream implements Growing {
    private final Path path;
    private final FileChannel channel;
    private final Object key;
    private final Follow follow;
    private boolean gone;
    private boolean replaced;
    private String cutBecause = "";

    private GrowingFile(Path path, FileChannel channel, Follow follow) throws IOException {
        this.path = path;
        this.channel = channel;
        this.key = key(path);
        this.follow = follow;
    }

    /**
     * Opens a file, and waits until there is one.
     *
     * @throws IOException if it cannot be opened, or was not there when it was to end; the message is one line
     */
    static GrowingFile open(Path path, Follow follow) throws IOException {
        for (boolean told = false; ; told = true) {
            try {
                GrowingFile file = new GrowingFile(path, FileChannel.open(path, StandardOpenOption.READ), follow);
                follow.grew();
                return file;
            } catch (NoSuchFileException missing) {
                await(path, missing, told, follow);
            } catch (AccessDeniedException denied) {
                throw new IOException(path + ": permission denied", denied);
            }
        }
    }

    private static void await(Path path, NoSuchFileException missing, boolean told, Follow follow) throws IOException {
        Path folder = path.toAbsolutePath().normalize().getParent();
        if (folder != null && !Files.isDirectory(folder)) {
            throw new IOException(path + ": there is no folder in which it could appear; create it first", missing);
        }
        if (follow.isOver()) {
            throw new IOException(path + ": no such file", missing);
        }
        if (!told) {
            follow.tell(path + " does not exist yet; waiting for it");
        }
        follow.pause();
    }

    private static Object key(Path path) throws IOException {
        return Files.readAttributes(path, BasicFileAttributes.class).fileKey();
    }

    @Override
    public int read(byte[] target, int from, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        while (!follow.hasNoPatience()) {
            int read = channel.read(ByteBuffer.wrap(target, from, length));
            if (read > 0) {
                follow.grew();
                return read;
            }
            lookAround();
            boolean ended = !cutBecause.isEmpty() || follow.isOver() || follow.isSettled();
            if (ended) {
                return -1;
            }
            follow.pause();
        }
        return -1;
    }

    private void lookAround() throws IOException {
        if (channel.size() < channel.position()) {
            cutBecause = "the file was truncated while it was followed";
            follow.tell(path + " was truncated; judged is what was read of it, follow it again for what comes now");
            return;
        }
        try {
            boolean other = !Objects.equals(key, key(path));
            if (other && !replaced) {
                replaced = true;
                // Its writer may go on in the first file until it opens the other one.
                follow.grew();
                follow.tell(path + " is another file now, rotated or written anew; judged is what the first one holds");
            }
        } catch (NoSuchFileException deleted) {
            if (!gone) {
                follow.tell(path + " was renamed or deleted; reading on as long as something is written to it");
            }
            gone = true;
        }
        if (replaced && follow.isLeft()) {
            cutBecause = "another file took its place while it was followed";
        }
    }

    @Override
    public int read() throws IOException {
        return OneByte.of(this);
    }

    @Override
    public int available() throws IOException {
        return (int) Math.max(0, Math.min(Integer.MAX_VALUE, channel.size() - channel.position()));
    }

    @Override
    public String cutBecause() {
        return cutBecause;
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
