// Stands for com.intellij.openapi.project.DumbAware: IntelliJ Platform 253 (2025.3), see glue-check/README.md.
package com.intellij.openapi.project;

public interface DumbAware extends PossiblyDumbAware {
}
