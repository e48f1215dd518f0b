// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <filesystem>
#include <string>

#include "report/result.h"

/// A result as CI services show it, on the line that it is about. Paths are told from the root of
/// the repository. What the services drop in silence stands in docs/ci.md, with their own words.
namespace pgstair::report {

/// GitHub's workflow commands, one a line: an annotation for each finding.
///
///     ::error file=db/0042_orders.sql,line=7,col=1,title=downgrade-leaves-residue::0042: …
///
/// GitHub shows ten of a level and says nothing of the others: there are at most nine, the worst
/// first, and then one that counts the rest.
std::string render_github_annotations(const Result& result,
                                      const std::filesystem::path& repository);

/// The text so that GitHub takes no line of it for a workflow command; `token` must not be in it.
std::string without_workflow_commands(const std::string& text, const std::string& token);

/// What a job summary of GitHub may have, and a comment of GitHub's.
constexpr std::size_t most_of_summary = 1'000'000;
constexpr std::size_t most_of_comment = 65'000;

/// GitHub's Markdown, for a summary or a comment: the verdict, a table of the findings, their
/// evidence folded away, what was not checked. Of at most so many bytes; what does not fit is
/// counted. Begins with a comment that tells a script which of its comments to replace.
std::string render_markdown(const Result& result, const std::filesystem::path& repository,
                            std::size_t most_bytes);

/// GitLab's Code Quality: an array, also where there is nothing to tell.
std::string render_code_quality(const Result& result, const std::filesystem::path& repository);

/// SARIF 2.1.0, as GitHub's code scanning takes it: one run, of the category pgstair/CHAIN/.
std::string render_sarif(const Result& result, const std::filesystem::path& repository);

}  // namespace pgstair::report
