// Stands for com.intellij.openapi.fileEditor.FileEditorManager: IntelliJ Platform 253 (2025.3), platform/analysis-api; getSelectedTextEditor as found by search (file 5652046245).
package com.intellij.openapi.fileEditor;

import com.intellij.openapi.editor.Editor;
import com.intellij.openapi.project.Project;
import com.intellij.openapi.vfs.VirtualFile;
import org.jetbrains.annotations.NotNull;
import org.jetbrains.annotations.Nullable;

public abstract class FileEditorManager {
    public static FileEditorManager getInstance(@NotNull Project project) { throw new AssertionError(); }

    public abstract FileEditor @NotNull [] openFile(@NotNull VirtualFile file, boolean focusEditor);

    public abstract @Nullable Editor getSelectedTextEditor();
}
