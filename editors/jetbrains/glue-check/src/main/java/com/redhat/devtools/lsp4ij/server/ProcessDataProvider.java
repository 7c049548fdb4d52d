// Stands for com.redhat.devtools.lsp4ij.server.ProcessDataProvider: LSP4IJ 0.20, read at commit c7a03a8.
package com.redhat.devtools.lsp4ij.server;

import java.util.List;
import org.jetbrains.annotations.Nullable;

public interface ProcessDataProvider {
    @Nullable Long getPid();

    List<String> getCommands();
}
