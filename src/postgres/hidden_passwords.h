// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <string_view>

namespace pgstair::postgres {

/// A message with *** for every password in it, as far as its place tells one: in the login of an
/// address (`scheme://user:…@host`, `user:…@host`), and after `password=`, `PASSWORD '…'` or a word
/// like it, however it is misspelt. For whatever others say and we repeat.
///
///     hide_passwords("cannot parse postgresql://me:s3cret@db/x") == "… postgresql://me:***@db/x"
///
/// This guesses, and rather hides too much. An address that is known to be one is shown by
/// without_password(), which does not guess.
std::string hide_passwords(std::string_view message);

/// The same, and wherever the password of `address` stands as it is, or as URLs spell it. For what
/// a program says that was told the address.
std::string hide_passwords(std::string_view message, const std::string& address);

}  // namespace pgstair::postgres
