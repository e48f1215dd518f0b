// SPDX-License-Identifier: MIT
#pragma once

#include <memory>
#include <string>
#include <utility>

#include "pgstair_test.h"
#include "requests.h"
#include "service.h"

namespace pgstair {

/// A database that the service has made, and where it is; dropped with this.
struct DatabaseAt::Made {
  /// `answer`: of the service, to the request for it.
  Made(std::shared_ptr<gtest_support::Service> maker, const gtest_support::Fields& answer)
      : service(std::move(maker)),
        name(gtest_support::text_at(answer, 0)),
        url(gtest_support::text_at(answer, 1)),
        host(gtest_support::text_at(answer, 2)),
        port(gtest_support::text_at(answer, 3)),
        user(gtest_support::text_at(answer, 4)),
        title(gtest_support::text_at(answer, 5)),
        not_filled(gtest_support::text_at(answer, 6)) {}
  ~Made() { service->drop(name); }
  Made(const Made&) = delete;
  Made& operator=(const Made&) = delete;

  std::shared_ptr<gtest_support::Service> service;
  std::string name;
  std::string url;
  std::string host;
  std::string port;
  std::string user;
  std::string title;
  std::string not_filled;
};

}  // namespace pgstair
