// Stands for com.redhat.devtools.lsp4ij.LanguageServerItem: LSP4IJ 0.20, read at commit dd5262b.
package com.redhat.devtools.lsp4ij;

import org.eclipse.lsp4j.services.LanguageServer;

public class LanguageServerItem {
    private LanguageServerItem() { }

    public LanguageServer getServer() { throw new AssertionError(); }
}
