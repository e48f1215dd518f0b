// SPDX-License-Identifier: MIT
#include "static_check/new_revisions.h"

#include <algorithm>
#include <set>
#include <variant>

#include "static_check/revision_identity.h"
#include "static_check/texts.h"
#include "support/errors.h"

namespace pgstair::static_check {

namespace {

namespace fs = std::filesystem;

/// The files that a revision is read from.
std::set<std::string> files_of(const chain::Revision& revision) {
  std::set<std::string> files{revision.file};
  for (const auto* script : {&revision.up, &revision.down}) {
    if (const auto* sql = chain::sql_of(*script)) files.insert(sql->file);
  }
  return files;
}

bool has_changed(const chain::Revision& revision, const ReleasedFiles& release) {
  return std::ranges::any_of(files_of(revision), [&](const std::string& file) {
    return release.changed.contains(fs::weakly_canonical(file).lexically_relative(release.root));
  });
}

bool same_parents(const chain::Revision& a, const chain::Revision& b) {
  return std::set(a.parents.begin(), a.parents.end()) ==
         std::set(b.parents.begin(), b.parents.end());
}

/// What is here; throws UsageError where its files tell nothing.
ChainHere read_comparable(const verify::Options& options) {
  ChainHere here = read_here(options);
  if (here.files) return here;
  const bool is_code = !here.read.unknown.empty();
  throw UsageError("what is new cannot be told (--base-ref): " +
                   (is_code ? here.read.unknown : "another runner has the chain's files"));
}

}  // namespace

verify::NewRevisions find_new_revisions(const verify::Options& chain,
                                        const ReleaseOptions& options) {
  const ChainHere here = read_comparable(chain);
  const Release release = find_release(*here.files, options);
  verify::NewRevisions result;
  if (release.has_nothing) {
    result.since = options.base_ref + ", which has nothing of the chain";
    for (const auto& revision : here.read.chain.revisions) result.ids.insert(revision.id);
    return result;
  }
  if (!release.files) throw UsageError("what is new cannot be told: " + release.why_not);
  result.since = release.files->full_name;
  if (release.files->changed.empty()) return result;
  const TextChain released =
      read_texts(chain, here, release.files->released, release.files->root, {});
  const ByVersion known(released.chain);
  for (const auto& revision : here.read.chain.revisions) {
    const chain::Revision* before = known.same_as(revision);
    const bool is_known = before != nullptr && before->id == revision.id &&
                          same_parents(*before, revision) && !has_changed(revision, *release.files);
    if (!is_known) result.ids.insert(revision.id);
  }
  return result;
}

}  // namespace pgstair::static_check
