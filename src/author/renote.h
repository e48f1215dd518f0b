// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <string_view>
#include <vector>

/// What a squash asks of the version tables of databases in use.
namespace pgstair::author {

/// Why a database that has applied what a squash stands for needs its version table changed before
/// the squash is deployed: a sentence's end, such as "sqlx keeps checksums". Empty: it needs not.
std::string_view why_renoted(std::string_view format);

/// The statement that makes the notes of a database which has applied all of `versions` (as noted,
/// ascending) those of one that has applied the squash alone, whose version is the last. `checksum`
/// is that of its file (hexadecimal), `title` names it, for the tools that note these.
///
/// It raises if only some of them are noted, and does nothing if none is, or if it has run already.
/// Requires: why_renoted() says why.
std::string renote(std::string_view format, const std::vector<std::string>& versions,
                   const std::string& checksum, const std::string& title);

}  // namespace pgstair::author
