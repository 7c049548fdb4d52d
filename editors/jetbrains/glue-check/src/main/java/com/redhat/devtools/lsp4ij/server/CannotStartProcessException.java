// Stands for com.redhat.devtools.lsp4ij.server.CannotStartProcessException: LSP4IJ 0.20, read at commit 3749a34.
package com.redhat.devtools.lsp4ij.server;

public class CannotStartProcessException extends LanguageServerException {
    public CannotStartProcessException(String message) { throw new AssertionError(); }
}
