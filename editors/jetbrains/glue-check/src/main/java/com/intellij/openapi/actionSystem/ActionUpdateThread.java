// Stands for com.intellij.openapi.actionSystem.ActionUpdateThread: IntelliJ Platform 253 (2025.3), see glue-check/README.md.
package com.intellij.openapi.actionSystem;

public enum ActionUpdateThread {
    BGT,
    EDT,
    OLD_EDT
}
