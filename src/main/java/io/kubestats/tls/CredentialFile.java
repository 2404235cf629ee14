package io.kubestats.tls;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/**
 * Reader of files that hold certificates, keys and tokens. Failures are {@link IOException}s with a readable message.
 */
public final class CredentialFile {
    private static final int LARGEST = 4 << 20;

    private CredentialFile() {}

    /** Returns the content of a file. The exception's message describes the fault, but does not name the file. */
    public static byte[] bytes(Path file) throws IOException {
        byte[] bytes;
        try (InputStream in = Files.newInputStream(file)) {
            bytes = in.readNBytes(LARGEST + 1);
        } catch (NoSuchFileException e) {
            throw new IOException("does not exist", e);
        } catch (AccessDeniedException e) {
            throw new IOException("may not be read by this user", e);
        } catch (IOException e) {
            throw new IOException(Files.isDirectory(file) ? "is a directory" : "cannot be read", e);
        }
        if (bytes.length > LARGEST) {
            throw new IOException("is larger than " + (LARGEST >> 20) + " MiB");
        }
        return bytes;
    }

    /** Returns the bearer token in a file, without surrounding white space. */
    public static String token(Path file) throws IOException {
        String token = new String(bytes(file), StandardCharsets.ISO_8859_1).strip();
        if (token.isEmpty() || !token.chars().allMatch(c -> c > ' ' && c < 0x7f)) {
            throw new IOException(token.isEmpty() ? "is empty" : "holds no bearer token");
        }
        return token;
    }
}
