package io.kubestats.tls;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/**
 * A block of a PEM file: {@code -----BEGIN label-----}, Base64, {@code -----END label-----}. Callers must not modify
 * the array that it returns.
 */
public final class PemBlock {
    private static final String BEGIN = "-----BEGIN ";
    private static final String END = "-----END ";
    private static final String DASHES = "-----";
    private static final Base64.Encoder LINES = Base64.getMimeEncoder(64, new byte[] {'\n'});

    private final String label;
    private final byte[] der;

    private PemBlock(String label, byte[] der) {
        this.label = label;
        this.der = der;
    }

    /** Returns the kind of content, for example {@code CERTIFICATE}. */
    public String label() {
        return label;
    }

    /** Returns the decoded content, not copied. */
    public byte[] der() {
        return der;
    }

    /**
     * Returns all blocks of a file; text around them is ignored.
     *
     * @throws IllegalArgumentException with a readable message if a block is malformed
     */
    public static List<PemBlock> all(byte[] file) {
        String text = new String(file, StandardCharsets.ISO_8859_1);
        List<PemBlock> blocks = new ArrayList<>();
        int begin = text.indexOf(BEGIN);
        while (begin >= 0) {
            int labelEnd = text.indexOf(DASHES, begin + BEGIN.length());
            String label = labelEnd < 0 ? "" : text.substring(begin + BEGIN.length(), labelEnd);
            int end = labelEnd < 0 ? -1 : text.indexOf(END + label + DASHES, labelEnd);
            if (end < 0) {
                throw new IllegalArgumentException("has a PEM block that is cut off");
            }
            blocks.add(new PemBlock(label, decode(text.substring(labelEnd + DASHES.length(), end))));
            begin = text.indexOf(BEGIN, end);
        }
        return blocks;
    }

    /** Returns a block as PEM text. */
    public static String text(String label, byte[] der) {
        return BEGIN + label + DASHES + "\n" + LINES.encodeToString(der) + "\n" + END + label + DASHES + "\n";
    }

    private static byte[] decode(String base64) {
        if (base64.contains("ENCRYPTED")) {
            throw new IllegalArgumentException("is encrypted; a key without a passphrase is needed");
        }
        try {
            return Base64.getMimeDecoder().decode(base64);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("has a PEM block that is not Base64", e);
        }
    }
}
