// Stands for com.intellij.openapi.actionSystem.CommonDataKeys: IntelliJ Platform 253 (2025.3), read at commit ed9177c.
package com.intellij.openapi.actionSystem;

import com.intellij.openapi.editor.Editor;
import com.intellij.openapi.vfs.VirtualFile;

public class CommonDataKeys {
    public static final DataKey<Editor> EDITOR = DataKey.create("editor");
    public static final DataKey<VirtualFile> VIRTUAL_FILE = DataKey.create("virtualFile");
}
