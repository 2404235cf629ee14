package io.kubestats.tls;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** Reads files that hold certificates, keys and tokens. A fault is an {@link IOException} with words for a person. */
public final class CredentialFile {
    private static final int LARGEST = 4 << 20;

    private CredentialFile() {}

    /** The file's bytes; the exception's message says what is wrong with the file, but not its name. */
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

    /** A bearer token's file, without the space around it. */
    public static String token(Path file) throws IOException {
        String token = new String(bytes(file), StandardCharsets.ISO_8859_1).strip();
        if (token.isEmpty() || !token.chars().allMatch(c -> c > ' ' && c < 0x7f)) {
            throw new IOException(token.isEmpty() ? "is empty" : "holds no bearer token");
        }
        return token;
    }
}
