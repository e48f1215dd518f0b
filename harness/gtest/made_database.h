// SPDX-License-Identifier: MIT
#pragma once

#include <memory>
#include <string>

#include "pgstair_test.h"
#include "service.h"

namespace pgstair {

/// A database that the service has made, and where it is; dropped with this.
struct DatabaseAt::Made {
  ~Made() { service->drop(name); }

  std::shared_ptr<gtest_support::Service> service;
  Chain chain;
  std::string name;
  std::string url;
  std::string host;
  std::string port;
  std::string user;
  std::string title;
  std::string not_filled;
};

}  // namespace pgstair
