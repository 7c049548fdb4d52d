// Stands for com.intellij.openapi.project.DumbAware: IntelliJ Platform 253 (2025.3), platform/core-api, read at commit 0219be6, an older one.
package com.intellij.openapi.project;

public interface DumbAware {
}
