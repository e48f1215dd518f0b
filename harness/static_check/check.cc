// SPDX-License-Identifier: MIT
#include "static_check/check.h"

#include <algorithm>
#include <chrono>
#include <utility>

#include "chain/chain.h"
#include "report/finding_catalog.h"
#include "static_check/check_outcome.h"
#include "static_check/data_scripts.h"
#include "static_check/model_files.h"
#include "static_check/released_revisions.h"
#include "static_check/revision_rules.h"
#include "static_check/texts.h"
#include "support/contains.h"
#include "verify/allowances.h"
#include "verify/format_advice.h"
#include "verify/schema_only.h"
#include "verify/verify.h"

namespace pgstair::static_check {

namespace {

/// An allowance of what is told of a release loses its finding with the next release; to remove it
/// then would be to edit a released file.
bool is_told_here(const std::string& code) {
  constexpr std::string_view of_chain_but_walked[] = {"unused-declaration", "nothing-verified"};
  if (contains(of_chain_but_walked, code)) return false;
  const auto& catalog = report::finding_catalog();
  const auto kind = std::ranges::find(catalog, code, &report::FindingKind::code);
  return kind == catalog.end() || kind->check == "chain" || kind->check == "upgrade" ||
         kind->check == "model_files" || kind->check == "data_scripts";
}

void judge_structure(const verify::Options& options, chain::ReadResult& read,
                     report::Result& result) {
  chain::Chain::build(read.revisions, read.faults);
  if (read.several_heads)
    std::erase_if(read.faults, [](const auto& fault) { return fault.code == "two-heads"; });
  verify::report_faults(read.faults, result);
  verify::weigh_schema_only(options, result);
}

void judge_release(const Options& options, const ChainHere& here, report::Result& result) {
  constexpr const char* check = "released";
  if (!here.files) {
    const bool is_code = !here.read.unknown.empty();
    return note_not_checked(check, is_code ? here.read.unknown : "another runner has the files",
                            result);
  }
  const Release release = find_release(*here.files, options.release);
  if (!release.files) return note_not_checked(check, release.why_not, result);
  const ReleasedFiles& files = *release.files;
  result.compared_with = files.full_name;
  if (files.changed.empty()) return note_checked(check, {}, result);
  const TextChain released =
      read_texts(options.chain, here, files.released, files.root, files.changed);
  const TextChain merged = read_texts(options.chain, here, files.merged, files.root, files.changed);
  note_checked(check, judge_released({&here.read.chain, &released, &merged, &files}), result);
}

}  // namespace

report::Result check(const Options& options) {
  const auto started = std::chrono::steady_clock::now();
  report::Result result;
  ChainHere here = read_here(options.chain);
  const std::vector<chain::Revision>& revisions = here.read.chain.revisions;
  result.chain_path = options.chain.chain.string();
  result.chain_format = here.read.chain.format;
  judge_structure(options.chain, here.read.chain, result);
  judge_revisions(here.read, result);
  judge_release(options, here, result);
  judge_model_files(options.chain, here.read, result);
  judge_data_scripts(options.chain, result);
  verify::advise_in_format(result);
  const verify::Allowances allowances(options.chain.allowances, revisions);
  allowances.require_revisions([](const std::string& code) {
    return is_told_here(code) || verify::is_told_by_verify(code);
  });
  allowances.apply([](const verify::Allowance& allowance) { return is_told_here(allowance.code); },
                   result);
  result.seconds =
      std::chrono::duration<double>(std::chrono::steady_clock::now() - started).count();
  return result;
}

}  // namespace pgstair::static_check
