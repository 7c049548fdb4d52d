// Stands for com.intellij.openapi.fileEditor.FileEditor: IntelliJ Platform 253 (2025.3), only named by FileEditorManager.
package com.intellij.openapi.fileEditor;

public interface FileEditor {
}
