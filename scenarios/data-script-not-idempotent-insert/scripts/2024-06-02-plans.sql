UPDATE users SET plan = plan || '2';
