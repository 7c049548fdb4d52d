// Stands for com.intellij.openapi.editor.Editor: IntelliJ Platform 253 (2025.3), see glue-check/README.md.
package com.intellij.openapi.editor;

import com.intellij.openapi.vfs.VirtualFile;
import org.jetbrains.annotations.NotNull;

public interface Editor {
    @NotNull Document getDocument();

    @NotNull CaretModel getCaretModel();

    @NotNull SelectionModel getSelectionModel();

    @NotNull LogicalPosition offsetToLogicalPosition(int offset);

    default VirtualFile getVirtualFile() { throw new AssertionError(); }
}
