standard_train_fold=['aBcDeFgHiJk', 'notThere123']
standard_valid_fold=['_x-1[2]yZ9w']
standard_test_fold=['208416', 'overlap']
