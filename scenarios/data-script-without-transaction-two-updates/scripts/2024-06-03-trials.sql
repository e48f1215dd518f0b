DELETE FROM users WHERE email = '';
UPDATE users SET plan = 'free' WHERE plan = 'trial';
