// Stands for com.redhat.devtools.lsp4ij.server.StreamConnectionProvider: LSP4IJ 0.20, read at commit a5ad476.
package com.redhat.devtools.lsp4ij.server;

import com.intellij.openapi.vfs.VirtualFile;
import java.io.InputStream;
import java.io.OutputStream;
import org.eclipse.lsp4j.jsonrpc.messages.Message;
import org.eclipse.lsp4j.services.LanguageServer;

public interface StreamConnectionProvider {
    void start() throws CannotStartProcessException;

    InputStream getInputStream();

    OutputStream getOutputStream();

    default void addLogErrorHandler(LanguageServerLogErrorHandler handler) { }

    default void addUnexpectedServerStopHandler(Runnable handler) { }

    default Object getInitializationOptions(VirtualFile rootUri) { return null; }

    default Object getExperimentalFeaturesPOJO() { return null; }

    default String getTrace(VirtualFile rootUri) { return "off"; }

    void stop();

    default void handleMessage(Message message, LanguageServer languageServer, VirtualFile rootUri) { }

    default boolean isAlive() { return true; }

    default void ensureIsAlive() throws CannotStartProcessException { }
}
