// Stands for com.intellij.openapi.editor.Editor: IntelliJ Platform 253 (2025.3), platform/editor-ui-api, read at commit 0269153.
package com.intellij.openapi.editor;

import com.intellij.openapi.vfs.VirtualFile;
import org.jetbrains.annotations.NotNull;
import org.jetbrains.annotations.Nullable;

public interface Editor {
    @NotNull Document getDocument();

    @NotNull CaretModel getCaretModel();

    @NotNull SelectionModel getSelectionModel();

    default @Nullable VirtualFile getVirtualFile() { throw new AssertionError(); }
}
