// Stands for com.redhat.devtools.lsp4ij.LSPIJUtils: LSP4IJ 0.20, read at commit 00cc9e9.
package com.redhat.devtools.lsp4ij;

import com.intellij.openapi.editor.Document;
import com.intellij.openapi.vfs.VirtualFile;
import java.net.URI;
import org.eclipse.lsp4j.Position;
import org.jetbrains.annotations.NotNull;

public class LSPIJUtils {
    public static Position toPosition(int offset, Document document) { throw new AssertionError(); }

    public static @NotNull URI toUri(@NotNull VirtualFile file) { throw new AssertionError(); }
}
