// SPDX-License-Identifier: MIT
#include "server/account.h"

#include <pwd.h>
#include <unistd.h>

#include "support/errors.h"

namespace pgstair::server {

namespace {

std::optional<Account> account_of(const passwd* entry) {
  if (entry == nullptr || entry->pw_uid == 0) return std::nullopt;
  return Account{entry->pw_name, entry->pw_uid, entry->pw_gid};
}

std::optional<Account> first_unprivileged_account() {
  std::optional<Account> account;
  ::setpwent();
  for (const passwd* entry = ::getpwent(); entry != nullptr && !account; entry = ::getpwent()) {
    account = account_of(entry);
  }
  ::endpwent();
  return account;
}

}  // namespace

std::optional<Account> server_account() {
  if (::geteuid() != 0) return std::nullopt;
  for (const char* name : {"postgres", "nobody"}) {
    if (auto account = account_of(::getpwnam(name))) return account;
  }
  if (auto account = first_unprivileged_account()) return account;
  throw EnvironmentError(
      "Postgres refuses to run as root, and this machine has no other user to run it as",
      "Make one (useradd --system postgres), or run pgstair as an ordinary user.");
}

}  // namespace pgstair::server
