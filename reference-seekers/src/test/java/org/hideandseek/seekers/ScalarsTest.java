package org.hideandseek.seekers;

import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.type;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.core.domain.properties.HasParameterTypes.Predicates.rawParameterTypes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import ai.djl.ndarray.NDArray;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/** Keeps losses off factors that end before their gradient is taken. */
class ScalarsTest {

  @Test
  void nothingIsMultipliedByPlainNumbers() {
    noClasses()
        .should()
        .callMethodWhere(
            target(owner(type(NDArray.class)))
                .and(target(nameMatching("mul|div|pow|maximum|minimum")))
                .and(target(rawParameterTypes(Number.class))))
        .because("DJL lets go of the number's memory before the backward pass")
        .check(
            new ClassFileImporter()
                .withImportOption(new ImportOption.DoNotIncludeTests())
                .importPackages("org.hideandseek.seekers"));
  }
}
