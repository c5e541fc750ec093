package org.hideandseek.platform.audit;

import java.io.IOException;
import java.util.Arrays;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import org.hideandseek.challenges.bundle.Knowledge;
import org.hideandseek.challenges.contract.InputFolders;
import org.hideandseek.challenges.split.ShadowSplit;
import org.hideandseek.challenges.split.Split;
import org.hideandseek.platform.challenge.OpenChallenge;
import org.hideandseek.platform.challenge.PatientFolders;
import org.hideandseek.platform.play.Inputs;
import org.hideandseek.platform.play.Known;

/**
 * What a seeker is given besides release and candidates.
 *
 * @param known laid out by the code that does it for matches; no hider has run yet, so that shadows
 *     release their members
 * @param sizes how many patients each cohort has, by the path of its folder
 */
record Besides(Known known, Map<String, Integer> sizes) {
  Besides {
    sizes = Collections.unmodifiableMap(new TreeMap<>(sizes));
  }

  static Besides of(OpenChallenge challenge, PatientFolders patients, int number, Split split)
      throws IOException {
    Known known = Known.NOTHING;
    Map<String, Integer> sizes = new TreeMap<>();
    if (challenge.definition().knowledge().contains(Knowledge.REFERENCE)) {
      known = known.withReference(Inputs.folder(patients.reference(challenge, number)));
      sizes.put(InputFolders.REFERENCE, split.reference().length);
    }
    for (int k = 1; k <= challenge.definition().shadowsPerHider(); k++) {
      ShadowSplit shadow = patients.shadow(challenge, k);
      int records = challenge.definition().splits().sizes().records(shadow.members().length);
      known =
          known.withShadow(
              k,
              Inputs.folder(patients.shadowMembers(challenge, k)),
              Inputs.folder(patients.shadowNonMembers(challenge, k)),
              Inputs.selection(
                  patients.published(challenge.name()),
                  patients.schema(challenge.name()),
                  Arrays.copyOf(shadow.members(), records)));
      String folder = InputFolders.shadow(k) + "/";
      sizes.put(folder + InputFolders.MEMBERS, shadow.members().length);
      sizes.put(folder + InputFolders.NON_MEMBERS, shadow.nonMembers().length);
      sizes.put(folder + InputFolders.RELEASE, records);
    }
    return new Besides(known, sizes);
  }
}
