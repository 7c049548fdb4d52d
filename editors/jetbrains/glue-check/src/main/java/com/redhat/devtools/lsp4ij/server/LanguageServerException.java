// Stands for com.redhat.devtools.lsp4ij.server.LanguageServerException: LSP4IJ 0.20, by its use at commit 3749a34.
package com.redhat.devtools.lsp4ij.server;

public class LanguageServerException extends RuntimeException {
}
