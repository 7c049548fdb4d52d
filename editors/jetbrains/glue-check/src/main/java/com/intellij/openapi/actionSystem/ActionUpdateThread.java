// Stands for com.intellij.openapi.actionSystem.ActionUpdateThread: IntelliJ Platform 253 (2025.3), platform/editor-ui-api, read at commit 2e77427.
package com.intellij.openapi.actionSystem;

public enum ActionUpdateThread {
    BGT,
    EDT
}
