// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <vector>

namespace pgstair::author {

/// The statement that makes the notes of a database which has applied all of `versions` (numbers,
/// ascending) those of one that has applied the squash, whose version is the last and whose file
/// has the checksum (SHA-384, hexadecimal). sqlx refuses the squash without it.
///
/// It raises if only some of them are noted, and does nothing if none is, or if it has run already.
std::string renote_for_sqlx(const std::vector<std::string>& versions, const std::string& checksum,
                            const std::string& title);

}  // namespace pgstair::author
