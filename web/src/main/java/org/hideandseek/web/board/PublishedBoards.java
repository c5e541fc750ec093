package org.hideandseek.web.board;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.SortedMap;
import java.util.TreeMap;
import org.hideandseek.platform.audience.Leaderboards;
import org.hideandseek.platform.dump.BoardDocuments;
import org.hideandseek.web.api.Json;

/** The boards, byte for byte as {@link BoardApi} answers with them. */
public final class PublishedBoards implements BoardDocuments {

  @Override
  public SortedMap<String, byte[]> of(Leaderboards boards) {
    Json json = new Json();
    SortedMap<String, String> texts = new TreeMap<>();
    texts.put("leaderboards.json", json.text(BoardApi.leaderboards(json, boards)));
    texts.put("matches.json", json.text(BoardApi.matches(json, boards, "", "")));
    texts.put("matrix.json", json.text(BoardApi.matrix(json, boards)));
    texts.put("hiders.csv", BoardApi.hidersCsv(boards).text());
    texts.put("seekers.csv", BoardApi.seekersCsv(boards).text());
    texts.put("ranking-2020.csv", BoardApi.ranking2020Csv(boards).text());
    texts.put("matches.csv", BoardApi.matchesCsv(boards).text());
    texts.put("matrix.csv", BoardApi.matrixCsv(boards).text());
    SortedMap<String, byte[]> documents = new TreeMap<>();
    texts.forEach((name, text) -> documents.put(name, text.getBytes(UTF_8)));
    return documents;
  }
}
