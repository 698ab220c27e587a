package io.boogeyman.cli.result;

import java.util.List;
import java.util.Map;

/**
 * Everything that a run of {@code steal} found out.
 *
 * @param schema version of this format; 2
 * @param version Boogeyman's version
 * @param finished when the run ended, ISO 8601 in UTC
 * @param seconds how long the command that ended it took; of a resumed run, the last part
 * @param verdict the result in a sentence
 * @param victim who was stolen from
 * @param pool the thief's images
 * @param test the images on which all is measured
 * @param asked what the victim was asked in this run folder, by every command so far
 * @param summary one row for each granularity and budget, over the seeds
 * @param surrogates one row for each surrogate
 * @param named which classes the answers named, for each budget
 * @param policies what became of each thief who met a policy; none where there was no policy
 * @param samples some queries with their answers
 * @param settings every setting as resolved, by name
 * @param environment what it ran on, by name: processor, threads, precision, versions
 */
public record StealResult(
    int schema,
    String version,
    String finished,
    double seconds,
    Verdict verdict,
    VictimSummary victim,
    Images pool,
    Images test,
    Asked asked,
    List<Summary> summary,
    List<Surrogate> surrogates,
    List<NamedClasses> named,
    List<PolicyOutcome> policies,
    List<Sample> samples,
    Map<String, String> settings,
    Map<String, String> environment) {}
