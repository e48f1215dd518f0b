// SPDX-License-Identifier: MIT
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "report/finding.h"

namespace pgstair::report {

/// What became of one check on one revision.
enum class Verdict { passed, failed, not_checked };
std::string_view to_string(Verdict verdict);

struct RevisionResult {
  std::string id;
  std::string file;
  std::map<std::string, Verdict> checks;           ///< check name → verdict
  std::map<std::string, std::string> not_checked;  ///< check name → why it did not run
  double seconds = 0;
};

/// A finding that the team accepts, and why.
struct Accepted {
  Finding finding;
  std::string reason;
};

/// A server that `--keep` left running, and the shell commands to look at it and to end it.
struct KeptServer {
  std::string psql;
  std::string stop;
};

/// A database that is in use, and what becomes of it when the new files are deployed to it.
struct DeployedDatabase {
  std::string name;     ///< without a password
  std::string outcome;  ///< "passes", "goes on", "stranded" …: docs/commands/squash.md has them all
  std::string stands;  ///< a sentence: where it stands, and what follows
  Verdict verdict = Verdict::passed;
};

/// Revisions that were there before, and are applied without being judged.
struct NotJudged {
  std::string
      since;  ///< what has them: "origin/main (1a2b3c4)", "0041_users"; empty: all are judged
  std::size_t revisions = 0;
};

/// When an answer that is given again was found.
struct VerifiedBefore {
  std::string at;      ///< "2026-12-01 03:10 UTC"
  double seconds = 0;  ///< that it took
};

/// Everything a run learned. Renderers turn it into text; nothing else does.
struct Result {
  std::string server_version;  ///< "15.20"
  std::string chain_path;
  std::string chain_format;
  std::string compared_with;  ///< "origin/main (1a2b3c4)": what is released, where that was asked
  NotJudged not_judged;
  std::vector<RevisionResult> revisions;  ///< those that were judged
  std::map<std::string, Verdict>
      chain_checks;  ///< checks of the whole chain: full_descent, model …
  std::map<std::string, std::string> chain_checks_not_run;  ///< why
  std::vector<Finding> findings;
  std::vector<Accepted> accepted;          ///< not among `findings`
  std::vector<DeployedDatabase> deployed;  ///< those that were to be asked
  std::optional<KeptServer> kept_server;
  std::optional<VerifiedBefore> verified_before;  ///< nothing: by this run
  double seconds = 0;
};

struct Summary {
  std::size_t revisions = 0;
  std::size_t checks_run = 0;
  std::size_t checks_not_run = 0;
  std::size_t errors = 0;
  std::size_t warnings = 0;
  std::size_t notes = 0;
  std::size_t accepted = 0;
  double seconds = 0;
};
Summary summarise(const Result& result);

/// Whether any finding is at or above `threshold`.
bool fails(const Result& result, Severity threshold);

}  // namespace pgstair::report
