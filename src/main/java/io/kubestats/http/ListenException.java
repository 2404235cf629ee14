package io.kubestats.http;

import java.net.BindException;
import java.net.UnknownHostException;
import java.nio.channels.UnresolvedAddressException;
import org.jspecify.annotations.Nullable;

/** The address to listen on cannot be had; the message says why and what to do. */
public final class ListenException extends Exception {
    private static final long serialVersionUID = 1;

    private ListenException(String message, Throwable cause) {
        super(message, cause);
    }

    static ListenException of(String host, int port, Throwable failure) {
        return new ListenException("cannot listen on " + host + ":" + port + ": " + reason(failure), failure);
    }

    private static String reason(Throwable failure) {
        for (@Nullable Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof UnknownHostException || cause instanceof UnresolvedAddressException) {
                return "no such host; give an address of this machine with --listen HOST:PORT";
            }
            if (cause instanceof BindException) {
                return bindReason(String.valueOf(cause.getMessage()));
            }
        }
        return String.valueOf(failure.getMessage());
    }

    private static String bindReason(String message) {
        if (message.contains("in use")) {
            return "the port is in use; stop the program that has it, or choose another with --listen HOST:PORT";
        }
        if (message.contains("ermission")) {
            return "permission denied; ports below 1024 need a privilege, choose another with --listen HOST:PORT";
        }
        if (message.contains("assign")) {
            return "this machine does not have that address; choose another with --listen HOST:PORT";
        }
        return message;
    }
}
