-- SPDX-License-Identifier: MIT
CREATE TABLE users (id bigint PRIMARY KEY);
