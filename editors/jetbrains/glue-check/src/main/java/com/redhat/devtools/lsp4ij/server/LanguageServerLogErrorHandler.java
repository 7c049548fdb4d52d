// Stands for com.redhat.devtools.lsp4ij.server.LanguageServerLogErrorHandler: LSP4IJ 0.20, read at commit 079d3c4.
package com.redhat.devtools.lsp4ij.server;

public interface LanguageServerLogErrorHandler {
    void logError(String error);
}
