// SPDX-License-Identifier: MIT
#pragma once

#include <string_view>
#include <vector>

#include "chain/chain.h"
#include "support/errors.h"

/// What an author declares of a revision, in comments that have a line to themselves. They are the
/// same in every format, and no tool takes one for a marker of its own:
///
///     -- pgstair: irreversible REASON       there is no way down, and why
///     -- pgstair: loses users.phone, cards  what the downgrade cannot bring back
///     -- pgstair: allow CODE REASON         a finding that is accepted in this revision
///
/// Python has `#` for `--`. `-- migrate:irreversible` and `-- migrate:loses`, which look like
/// dbmate's own markers, say the same as the first two.
namespace pgstair::chain {

/// A declaration as it is written, which may be misspelt.
struct Declaration {
  std::string_view prefix;  ///< "-- pgstair: ", "-- migrate:" or "# pgstair: "
  std::string_view verb;    ///< irreversible, loses, allow …
  std::string_view words;   ///< what follows the verb
  Location location;        ///< of the comment
};

/// Adds what is declared to `revision`; a `bad-marker` fault, if it declares nothing.
void declare(const Declaration& declaration, Revision& revision, std::vector<Fault>& faults);

/// Declares what the comments of an SQL text do; `origin` is the place of its first character.
void read_declarations(std::string_view text, const Location& origin, Revision& revision,
                       std::vector<Fault>& faults);

/// Whether `-- migrate:VERB` is meant as a declaration rather than as one of dbmate's markers.
bool is_declaration(std::string_view migrate_verb);

}  // namespace pgstair::chain
