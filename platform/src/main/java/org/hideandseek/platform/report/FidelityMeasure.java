package org.hideandseek.platform.report;

import java.util.OptionalDouble;
import org.hideandseek.scoring.utility.Fidelity;

/** The single numbers that are shown beside utility and never count. */
public enum FidelityMeasure {
  DISCRIMINATIVE_SCORE("discriminative_score"),
  ALPHA_PRECISION("alpha_precision"),
  BETA_RECALL("beta_recall"),
  MMD("mmd"),
  LENGTH_SIMILARITY("length_similarity"),
  AUTHENTICITY("authenticity"),
  ADVERSARIAL_ACCURACY("adversarial_accuracy"),
  DCR_STATICS("dcr_statics"),
  DCR_SHARE("dcr_share"),
  IDENTICAL_SHARE("identical_share"),
  NEAR_COPY_SHARE("near_copy_share");

  private final String key;

  FidelityMeasure(String key) {
    this.key = key;
  }

  /** In JSON; what real people get has it with {@code _real}. */
  public String key() {
    return key;
  }

  Compared of(Fidelity fidelity) {
    return switch (this) {
      case DISCRIMINATIVE_SCORE -> Compared.of(fidelity.discriminative());
      case ALPHA_PRECISION -> Compared.of(fidelity.alphaPrecision());
      case BETA_RECALL -> Compared.of(fidelity.betaRecall());
      case MMD -> Compared.of(fidelity.discrepancy());
      case LENGTH_SIMILARITY -> Compared.of(fidelity.lengthSimilarity());
      case AUTHENTICITY -> Compared.of(fidelity.authenticity());
      case ADVERSARIAL_ACCURACY -> Compared.of(fidelity.adversarialAccuracy());
      case DCR_STATICS -> Compared.of(fidelity.closestStatics());
      case DCR_SHARE -> new Compared(fidelity.closerToMembers(), OptionalDouble.empty());
      case IDENTICAL_SHARE -> Compared.of(fidelity.identicalShare());
      case NEAR_COPY_SHARE -> Compared.of(fidelity.nearCopyShare());
    };
  }
}
