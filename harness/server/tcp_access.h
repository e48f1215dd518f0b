// SPDX-License-Identifier: MIT
#pragma once

#include <filesystem>
#include <string>

#include "postgres/session.h"

namespace pgstair::server {

/// How a server of ours is reached over TCP: from this machine, with a password that nobody else
/// knows.
struct TcpAccess {
  std::string host;
  std::string port;
  std::string password;
};

/// Chooses a port that is free and a password, and has the cluster in `data`, which is not running
/// yet, ask for a password (scram) over TCP. Until set_password() nobody can log in there.
TcpAccess make_tcp_access(const std::filesystem::path& data);

/// Gives the superuser the password.
void set_password(postgres::Session& session, const TcpAccess& access);

}  // namespace pgstair::server
