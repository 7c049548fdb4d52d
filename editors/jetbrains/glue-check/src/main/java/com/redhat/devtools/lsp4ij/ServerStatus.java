// Stands for com.redhat.devtools.lsp4ij.ServerStatus: LSP4IJ 0.20, read at commit 12d4d71.
package com.redhat.devtools.lsp4ij;

public enum ServerStatus {
    none,
    starting,
    started,
    stopping,
    stopped
}
